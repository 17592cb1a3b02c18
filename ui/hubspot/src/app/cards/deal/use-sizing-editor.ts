import type { Catalogue, DealView, Sizing } from '@dealfloor/price-book';
import { useRef, useState } from 'react';
import type { FieldIssues } from '../sizing/field-reader.ts';
import type { SizingEditor } from '../sizing/sizing-editor.ts';
import { formFromSizing, type SizingForm } from '../sizing/sizing-form.ts';
import { sizingFromForm } from '../sizing/sizing-from-form.ts';

type Undo = { readonly sentence: string; readonly form: SizingForm | null };

export type EditedSizing = {
  readonly form: SizingForm | null;
  /** The sizing in the fields, or null while one of them cannot be read. */
  readonly sizing: Sizing | null;
  readonly issues: FieldIssues;
  readonly isSaved: boolean;
  readonly undo: Undo | null;
  readonly editor: SizingEditor | null;
  /** Puts another form in place of all fields, and offers the way back. */
  readonly replace: (form: SizingForm | null, sentence: string) => void;
  readonly takeBack: () => void;
};

/** The text in the fields and the sizing it stands for; every committed change that can be read is asked about. */
export function useSizingEditor({
  view,
  catalogue,
  locale,
  isReadOnly,
  serverIssues,
  onSizing,
}: {
  view: DealView;
  catalogue: Catalogue;
  locale: string;
  isReadOnly: boolean;
  serverIssues: FieldIssues;
  onSizing: (sizing: Sizing) => void;
}): EditedSizing {
  const saved = view.current ? formFromSizing(view.current.sizing, locale) : null;
  const savedSizing = saved && sizingFromForm(saved, locale);
  const [form, setForm] = useState<SizingForm | null>(saved);
  const [undo, setUndo] = useState<Undo | null>(null);
  const newest = useRef(form);
  const read = form ? sizingFromForm(form, locale) : null;
  const issues = { ...serverIssues, ...(read && !read.ok ? read.issues : {}) };

  const put = (next: SizingForm | null) => {
    newest.current = next;
    setForm(next);
    const sizing = next && sizingFromForm(next, locale);
    if (sizing?.ok) onSizing(sizing.sizing);
  };

  return {
    form,
    sizing: read?.ok ? read.sizing : null,
    issues,
    isSaved: read?.ok === true && savedSizing?.ok === true && isSame(read.sizing, savedSizing.sizing),
    undo,
    editor: form && {
      form,
      issues,
      isReadOnly,
      locale,
      catalogue,
      change: (update) => {
        if (isReadOnly || !newest.current) return;
        setUndo(null);
        put(update(newest.current));
      },
    },
    replace: (next, sentence) => {
      setUndo(newest.current ? { sentence, form: newest.current } : null);
      put(next);
    },
    takeBack: () => {
      if (undo) put(undo.form);
      setUndo(null);
    },
  };
}

/** Both come out of the same reader, so equal sizings are equal texts; how a number was typed does not matter. */
function isSame(a: Sizing, b: Sizing): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
