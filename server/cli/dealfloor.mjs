#!/usr/bin/env node
import { enterWithNode24 } from '../enter.mjs';

await enterWithNode24(() => import('./dealfloor.ts'));
