import { type ReactNode, useMemo } from 'react';
import type { Json } from '../../slack/json.ts';
import { isObject } from '../read.ts';
import { parseMrkdwn, plainElements } from './mrkdwn.ts';
import { RichText } from './RichText.tsx';

/** A text object of either kind, `mrkdwn` or `plain_text`; nothing for anything else. */
export function TextObject({ value }: { readonly value: Json | undefined }): ReactNode {
  const text = isObject(value) ? String(value.text ?? '') : '';
  const plain = !isObject(value) || value.type !== 'mrkdwn';
  const verbatim = isObject(value) && value.verbatim === true;
  const elements = useMemo(
    () => (plain ? plainElements(text, { emoji: true }) : parseMrkdwn(text, { verbatim })),
    [text, plain, verbatim],
  );
  return text === '' ? null : <RichText elements={elements} />;
}

/** mrkdwn as in a message's `text`. */
export function Mrkdwn({ text }: { readonly text: string }): ReactNode {
  return <TextObject value={{ type: 'mrkdwn', text }} />;
}
