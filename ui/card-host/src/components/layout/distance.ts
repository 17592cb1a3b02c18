export type Distance =
  | 'flush'
  | 'extra-small'
  | 'xs'
  | 'small'
  | 'sm'
  | 'medium'
  | 'md'
  | 'large'
  | 'lg'
  | 'extra-large'
  | 'xl';

const pixels: Record<Distance, number> = {
  flush: 0,
  'extra-small': 4,
  xs: 4,
  small: 8,
  sm: 8,
  medium: 16,
  md: 16,
  large: 24,
  lg: 24,
  'extra-large': 32,
  xl: 32,
};

export function distanceInPixels(distance: Distance): number {
  return pixels[distance];
}

export type ShortSize = 'xs' | 'sm' | 'md' | 'lg';

const shortSizes: Record<string, ShortSize> = {
  'extra-small': 'xs',
  xs: 'xs',
  small: 'sm',
  sm: 'sm',
  medium: 'md',
  md: 'md',
  large: 'lg',
  lg: 'lg',
};

/** HubSpot takes both spellings of every size. */
export function shortSize(size: string | undefined, usual: ShortSize): ShortSize {
  return size === undefined ? usual : (shortSizes[size] ?? usual);
}
