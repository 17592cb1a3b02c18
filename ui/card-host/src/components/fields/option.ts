export type OptionValue = string | number | boolean;
export type SelectOption = { label: string; value: OptionValue; description?: string };

/** The DOM knows only texts; 1 and "1" stay two options. */
export function keyOf(value: OptionValue): string {
  return `${typeof value}:${value}`;
}
