import { enterWithNode24 } from './enter.mjs';

await enterWithNode24(() => import('./main.ts'));
