export { parseDecimal } from './decimal.ts';
