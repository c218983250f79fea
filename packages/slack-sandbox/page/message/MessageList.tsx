import { Fragment, type ReactNode } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { dayHeading, dayOf } from '../../slack/text/dates.ts';
import { useWindow } from '../client-window.ts';
import { useAnswerInSight } from './answer-in-sight.ts';
import { EventLine } from './EventLine.tsx';
import { MessageItem } from './MessageItem.tsx';
import { useStayAtEnd } from './stay-at-end.ts';

type Props = {
  readonly label: string;
  readonly messages: readonly ShownMessage[];
  readonly newSince?: string | null;
  readonly inThread?: boolean;
  /** How many commands this person has sent here; the response to one scrolls into view. */
  readonly asked?: number;
  /** What comes before the first message. */
  readonly children?: ReactNode;
};

const togetherMs = 5 * 60_000;

/** Messages by day, oldest first. Screen readers announce new ones; the end stays in view. */
export function MessageList({
  label,
  messages,
  newSince = null,
  inThread = false,
  asked = 0,
  children,
}: Props) {
  const { me, now } = useWindow();
  const box = useStayAtEnd(messages.findLast(({ author }) => author === me.id)?.ts);
  useAnswerInSight(box, asked, messages.findLast(({ kind }) => kind === 'ephemeral')?.ts);
  const reader = { zone: me.zone, now };
  const firstNew =
    newSince === null ? null : messages.find(({ ts, author }) => ts > newSince && author !== me.id);
  return (
    <div ref={box} className="log">
      <div role="log" aria-live="polite" aria-label={label}>
        {children}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const newDay = before === undefined || dayOf(reader, before.at) !== dayOf(reader, message.at);
          const isNew = message === firstNew;
          return (
            <Fragment key={`${message.kind} ${message.ts}`}>
              {newDay && !inThread && <Divider label={dayHeading(reader, message.at)} />}
              {isNew && <Divider label="New" fresh />}
              {message.kind === 'event' ? (
                <EventLine message={message} />
              ) : (
                <MessageItem
                  message={message}
                  inThread={inThread}
                  follows={!newDay && !isNew && before !== undefined && belong(before, message)}
                />
              )}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

function belong(before: ShownMessage, message: ShownMessage): boolean {
  const same = before.author === message.author && before.kind === 'message' && message.kind === 'message';
  return same && !message.pinned && !message.broadcast && message.at - before.at < togetherMs;
}

type DividerProps = { readonly label: string; readonly fresh?: boolean };

function Divider({ label, fresh = false }: DividerProps): ReactNode {
  return (
    <div className={fresh ? 'day fresh' : 'day'}>
      <span>{label}</span>
    </div>
  );
}
