import { spawnSync } from 'node:child_process';

/** Whether this machine has a python3; what needs one is skipped with a plain line where it is missing. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;
