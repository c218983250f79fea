import { SlackError } from '../../errors.ts';
import type { Channel } from '../../model.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { missingScope } from '../find.ts';

type Kind = Channel['kind'];
type KindScopes = Readonly<Record<Kind, readonly string[]>>;

/** The scopes for seeing conversations. */
export const readScopes: KindScopes = {
  public: ['channels:read'],
  private: ['groups:read'],
  im: ['im:read'],
};

/** The scopes for reading messages. */
export const historyScopes: KindScopes = {
  public: ['channels:history'],
  private: ['groups:history'],
  im: ['im:history'],
};

/** The scopes for creating, renaming, and archiving. */
export const manageScopes: KindScopes = {
  public: ['channels:manage', 'channels:write'],
  private: ['groups:write'],
  im: ['im:write'],
};

/** The scopes for inviting. */
export const inviteScopes: KindScopes = {
  public: ['channels:manage', 'channels:write.invites'],
  private: ['groups:write', 'groups:write.invites'],
  im: ['im:write'],
};

/** The scopes for setting topic and purpose. */
export const topicScopes: KindScopes = {
  public: ['channels:manage', 'channels:write.topic'],
  private: ['groups:write', 'groups:write.topic'],
  im: ['im:write', 'im:write.topic'],
};

/** All scopes of a family, for checking before the conversation is known. */
export function anyOf(scopes: KindScopes): readonly string[] {
  return [...scopes.public, ...scopes.private, ...scopes.im];
}

const names: Readonly<Record<string, Kind | 'mpim'>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** The kinds named by a `types` argument; public channels by default. Throws `invalid_types`. */
export function channelKinds(types: readonly string[] | undefined): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  for (const type of types ?? ['public_channel']) {
    const kind = names[type];
    if (kind === undefined) throw new SlackError('invalid_types');
    if (kind !== 'mpim') kinds.add(kind);
  }
  return kinds;
}

/** The same kinds, if the bot can list each of them. Throws `missing_scope`. */
export function kindsWithScope(state: WorkspaceState, kinds: ReadonlySet<Kind>): ReadonlySet<Kind> {
  for (const kind of kinds) {
    if (!readScopes[kind].some((scope) => state.settings.scopes.has(scope))) {
      throw missingScope(state, readScopes[kind]);
    }
  }
  return kinds;
}
