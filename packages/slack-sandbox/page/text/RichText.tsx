import { memo, type ReactNode, useMemo } from 'react';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { Shell } from '../../server/screen.ts';
import type { JsonObject } from '../../slack/json.ts';
import { useWindow } from '../client-window.ts';
import type { Theme } from '../theme.ts';
import { DateText } from './DateText.tsx';
import { EmojiSign } from './EmojiSign.tsx';
import { resolveDates } from './resolve-dates.ts';
import { safeLink } from './safe-link.ts';

type Hooks = NonNullable<MessageProps['hooks']>;

type Around = Pick<Shell, 'people' | 'groups' | 'channels'> & { readonly me: string; readonly theme: Theme };
type Blocks = readonly JsonObject[];

/**
 * Blocks that are only read, drawn by `slack-blocks-to-jsx`; mentions, dates, emoji, and links are ours. The app's
 * blocks passed Slack's check on the server; the library draws those it knows and leaves out the rest.
 */
export function LibraryBlocks({ blocks }: { readonly blocks: Blocks }): ReactNode {
  const { shell, me, theme } = useWindow();
  const { people, groups, channels } = shell;
  return (
    <Drawn blocks={blocks} people={people} groups={groups} channels={channels} me={me.id} theme={theme} />
  );
}

/** The elements of a `rich_text` block, rendered. */
export function RichText({ elements }: { readonly elements: readonly JsonObject[] }): ReactNode {
  const { me, now } = useWindow();
  const minute = Math.floor(now / 60_000);
  const blocks = useMemo(() => {
    const reader = { zone: me.zone, now: minute * 60_000 };
    return [{ type: 'rich_text', elements: resolveDates(reader, elements) }];
  }, [elements, me.zone, minute]);
  return <LibraryBlocks blocks={blocks} />;
}

/* Rendering is expensive, so it only happens when the content changes. */
const Drawn = memo(function Drawn({ blocks, ...around }: Around & { readonly blocks: Blocks }): ReactNode {
  return (
    <Message
      blocks={[...blocks] as MessageProps['blocks']}
      name=""
      logo=""
      withoutWrapper
      theme={around.theme}
      data={{ users: [...around.people], channels: [...around.channels], user_groups: [] }}
      hooks={hooksFor(around)}
    />
  );
});

function hooksFor({ people, groups, channels, me }: Around): Hooks {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return {
    user: ({ id }) => <span className={id === me ? 'mention mention-all' : 'mention'}>@{nameOf(id)}</span>,
    channel: ({ id, name }) => <ChannelMention channels={channels} id={id} name={name} />,
    date: ({ timestamp, format }) => <DateText at={Number(timestamp) * 1000} format={format} />,
    emoji: (emoji, parse) => {
      const found = parse(emoji);
      return found === emoji.name ? (
        <EmojiSign name={emoji.name} />
      ) : (
        <EmojiSign name={emoji.name} otherwise={found} />
      );
    },
    link: ({ href, children }) => <Link href={href}>{children}</Link>,
    usergroup: ({ id }) => (
      <span className="mention">@{groups.find((group) => group.id === id)?.handle ?? 'group'}</span>
    ),
    atHere: () => <span className="mention mention-all">@here</span>,
    atChannel: () => <span className="mention mention-all">@channel</span>,
    atEveryone: () => <span className="mention mention-all">@everyone</span>,
  };
}

function Link({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  const safe = safeLink(href);
  if (safe === null) return <span>{children}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

type Mentioned = Pick<Shell, 'channels'> & { readonly id: string; readonly name: string };

function ChannelMention({ channels, id, name }: Mentioned): ReactNode {
  const known = channels.find((channel) => channel.id === id);
  if (known === undefined) return <span className="mention">#{name === id ? 'private channel' : name}</span>;
  return (
    <a className="mention" href={`#${id}`}>
      #{known.name}
    </a>
  );
}
