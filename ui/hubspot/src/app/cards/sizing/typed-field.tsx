import { Input } from '@hubspot/ui-extensions';
import type { SizingEditor } from './sizing-editor.ts';

/** One typed value: committed on blur or Enter, its issue in the field, the text never changed by us. */
export function TypedField({
  editor,
  path,
  label,
  text,
  description,
  onCommit,
}: {
  editor: SizingEditor;
  path: string;
  label: string;
  text: string;
  description?: string;
  onCommit: (text: string) => void;
}) {
  const issue = editor.issues[path];
  return (
    <Input
      testId={path}
      name={path}
      label={label}
      value={text}
      readOnly={editor.isReadOnly}
      error={issue !== undefined}
      onChange={(typed) => {
        if (typed !== text) onCommit(typed);
      }}
      {...(description === undefined ? {} : { description })}
      {...(issue === undefined ? {} : { validationMessage: issue })}
    />
  );
}
