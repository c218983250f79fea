import type { ReactNode } from 'react';
import { formatDate } from '../../slack/text/dates.ts';
import { useWindow } from '../client-window.ts';

type Props = { readonly at: number; readonly format: string };

/** A time (ms UTC) in the reader's zone in one of Slack's formats; the exact time is its tooltip. */
export function DateText({ at, format }: Props): ReactNode {
  const { me, now } = useWindow();
  const reader = { zone: me.zone, now };
  const exact = `${formatDate(reader, at, '{date_long} {time_secs}')} (${me.zone})`;
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {formatDate(reader, at, format)}
    </time>
  );
}
