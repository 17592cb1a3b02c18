import type { KeyMode } from '@dealfloor/price-book';

export const KEY_MODES: Record<KeyMode, string> = {
  shared: 'Our key',
  byo: 'Their key',
  hybrid: 'Trial, then theirs',
};
