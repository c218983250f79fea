/**
 * What every request gets, and whose trouble it is: `O` something of ours on the way or in its place, `I` Intercom, `T` our
 * token or what it may do.
 */
export type Row = readonly [
  label: 'O' | 'I' | 'T',
  status: number,
  body: string | object,
  headers?: Readonly<Record<string, string>>,
];

/** A page of HTML with this title. */
export const page = (title: string, body = title): string =>
  `<html><head><title>${title}</title></head><body>${body}</body></html>`;
