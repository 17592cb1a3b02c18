import type { EndpointProfile } from '@dealfloor/price-book';
import type { SizingEditor } from './sizing-editor.ts';
import type { LineForm } from './sizing-form.ts';

/** One line of the usage and its place, as its fields need it. */
export type LineProps = {
  editor: SizingEditor;
  line: LineForm;
  index: number;
  profile: EndpointProfile | undefined;
  set: (part: Partial<LineForm>) => void;
};
