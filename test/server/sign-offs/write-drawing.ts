import { writeFileSync } from 'node:fs';
import { PAGE, pageWithDrawing } from './transition-drawing.ts';

writeFileSync(PAGE, pageWithDrawing());
