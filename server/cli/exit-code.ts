/** What a command tells the shell: all is well, something needs a look, it was called wrongly, its input was refused. */
export const EXIT = { ok: 0, findings: 1, usage: 2, refused: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How a command that did its work tells how it ended. */
export type Finish = (code: ExitCode) => void;
