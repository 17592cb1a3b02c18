const strokes: Record<string, string> = {
  success: 'M3.5 8.5l3 3 6-7',
  checkCircle: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5 8.3l2.1 2.1L11 6.2',
  warning: 'M8 2l6.5 11.5h-13zM8 6.5v3M8 11.3v.4',
  exclamationCircle: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.8v3.9M8 10.8v.4',
  exclamation: 'M8 2.5v7M8 12.6v.4',
  xCircle: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7.3v3.9M8 4.8v.4',
  question:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.1v.4',
  tip: 'M5.5 9.8a4 4 0 1 1 5 0c-.6.5-.8 1-.8 1.7H6.3c0-.7-.2-1.2-.8-1.7zM6.5 13.8h3',
  time: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.3V8l2.6 1.8',
  add: 'M8 3v10M3 8h10',
  remove: 'M4 4l8 8M12 4l-8 8',
  delete: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9',
  edit: 'M3 13l.7-3L10.6 3.1l2.3 2.3L6 12.3z',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.8h-2.8',
  undo: 'M6 3L3 6l3 3M3.5 6H10a3.2 3.2 0 0 1 0 6.5H7',
  duplicate: 'M5.5 5.5h8v8h-8zM10.5 5.3V2.5h-8v8h2.8',
  right: 'M6 3.5L10.5 8 6 12.5',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  downCarat: 'M3.5 6L8 10.5 12.5 6',
  upCarat: 'M3.5 10L8 5.5l4.5 4.5',
  locked: 'M4 7.5h8v6H4zM5.7 7.2V5a2.3 2.3 0 0 1 4.6 0v2.2',
  send: 'M2 8l12-5.5-3.5 11-3-4zM7.4 9.5L14 2.5',
  link: 'M6.8 9.2l2.4-2.4M7.2 5.2l1.6-1.6a2.6 2.6 0 0 1 3.6 3.6l-1.6 1.6M8.8 10.8l-1.6 1.6a2.6 2.6 0 0 1-3.6-3.6l1.6-1.6',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2',
  date: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.3v3M10.5 2.3v3',
  circleFilled: 'M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  sortAmtAsc: 'M8 13V3M4.5 6.5L8 3l3.5 3.5',
  sortAmtDesc: 'M8 3v10M4.5 9.5L8 13l3.5-3.5',
};

/** Small line drawings of our own; a name without a drawing becomes a dot, so that a gap is seen and nothing breaks. */
export function Glyph({ name, size = 16 }: { name: string; size?: number }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={strokes[name] ?? strokes.circleFilled} />
    </svg>
  );
}
