import { memo, type ReactNode, useState } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { clockTime } from '../../slack/text/dates.ts';
import { personOf, useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';
import { DateText } from '../text/DateText.tsx';
import { Avatar } from './Avatar.tsx';
import { EditForm } from './EditForm.tsx';
import { MessageBody } from './MessageBody.tsx';
import { MessageTools } from './MessageTools.tsx';
import { Reactions } from './Reactions.tsx';
import { ThreadLink } from './ThreadLink.tsx';

type Props = {
  readonly message: ShownMessage;
  /** Posted right after another message by the same author: no avatar and name again. */
  readonly follows: boolean;
  readonly inThread: boolean;
};

/** A message or ephemeral with everything that belongs to it. */
export const MessageItem = memo(function MessageItem({ message, follows, inThread }: Props): ReactNode {
  const { shell, me, now, go } = useWindow();
  const [editing, setEditing] = useState(false);
  const author = personOf(shell, message.author);
  const time = clockTime({ zone: me.zone, now }, message.at);
  const open = () => go({ channel: message.channel, thread: message.threadTs ?? message.ts, home: false });
  const isEphemeral = message.kind === 'ephemeral';
  return (
    <article
      className={['message', follows && 'follows', isEphemeral && 'ephemeral', message.pinned && 'pinned']
        .filter(Boolean)
        .join(' ')}
      aria-label={`${author.name}, ${time}`}
    >
      <div className="gutter">
        {follows ? <span className="late-time">{time}</span> : <Avatar person={author} />}
      </div>
      <div className="message-main">
        <Above message={message} inThread={inThread} onOpen={open} />
        {!follows && (
          <div className="byline">
            <strong>{author.realName || author.name}</strong>
            {author.role === 'bot' && <span className="badge">APP</span>}
            {author.role === 'guest' && <span className="badge">GUEST</span>}
            <span className="quiet">
              <DateText at={message.at} format="{time}" />
            </span>
          </div>
        )}
        {editing ? (
          <EditForm message={message} onDone={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} />
        )}
        {message.edited && <span className="quiet edited">(edited)</span>}
        <Reactions message={message} />
        {!inThread && <ThreadLink message={message} onOpen={open} />}
      </div>
      {!isEphemeral && (
        <MessageTools message={message} onReply={inThread ? null : open} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
});

type AboveProps = { readonly message: ShownMessage; readonly inThread: boolean; readonly onOpen: () => void };

function Above({ message, inThread, onOpen }: AboveProps): ReactNode {
  const { act } = useWindow();
  const { channel, ts } = message;
  if (message.kind === 'ephemeral') {
    return (
      <p className="above">
        Only visible to you
        <button type="button" className="link-button" onClick={() => void act({ do: 'delete', channel, ts })}>
          Dismiss
        </button>
      </p>
    );
  }
  return (
    <>
      {message.pinned && (
        <p className="above">
          <Icon name="pin" /> Pinned
        </p>
      )}
      {message.broadcast && !inThread && (
        <p className="above">
          <button type="button" className="link-button" onClick={onOpen}>
            replied to a thread
          </button>
        </p>
      )}
      {message.broadcast && inThread && <p className="above">Also sent to the channel</p>}
    </>
  );
}
