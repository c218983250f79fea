import type { ReactNode } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { DateText } from '../text/DateText.tsx';
import { Mrkdwn } from '../text/Mrkdwn.tsx';

/** A join, a new topic, and the like, as one muted line. */
export function EventLine({ message }: { readonly message: ShownMessage }): ReactNode {
  return (
    <div className="event">
      <Mrkdwn text={message.text} />
      <DateText at={message.at} format="{time}" />
    </div>
  );
}
