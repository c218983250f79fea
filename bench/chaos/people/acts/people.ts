import type { Deal } from '../stage.ts';
import { pinned } from '../stage.ts';

/** People besides those who play. */
export const others = ['alice', 'bob', 'carol', 'dave'] as const;

/** The roles that are passed around, as the record names them. */
const roles = ['Commander', 'Comms lead', 'Scribe'] as const;

/** What the record says about who holds a role now, or that nobody does. */
export const roleWord = (role: string, user: string | null): string => `${role} ${user ?? 'none'}`;

const handedOver = /command handed over|you're now|is now|there's no (?:Commander|Comms lead|Scribe) now/u;

/** Who commands, who helps, and who comes late. */
export const peopleActs = {
  commander: (stage, channel) => {
    const to = stage.random.pick(others);
    const word = roleWord('Commander', stage.play.workspace.person(to).id);
    return stage.types(`commander @${to}`, channel, handedOver, stage.begin('role', word));
  },
  async 'take command'(stage, channel) {
    const headline = pinned(channel);
    if (!headline) return;
    stage.begin('role', roleWord('Commander', stage.person.id))();
    await stage.hands.presses(headline, 'Take command');
  },
  role: (stage, channel) => {
    const { random, play, person } = stage;
    const role = random.pick(roles);
    const to = random.pick([...others, 'me', 'none']);
    const user = to === 'me' ? person.id : to === 'none' ? null : play.workspace.person(to).id;
    const named = user === null || to === 'me' ? to : `@${to}`;
    const begin = stage.begin('role', roleWord(role, user));
    return stage.types(`role ${role.toLowerCase()} ${named}`, channel, handedOver, begin);
  },
  'roles by form': (stage, { name }) => {
    const { random, play } = stage;
    let to = '';
    const begin = () => {
      to = random.pick(others);
      return stage.begin('role', roleWord('Scribe', play.workspace.person(to).id))();
    };
    return stage.form(
      begin,
      () => stage.hands.asks('role', name),
      () => ({ Scribe: to }),
    );
  },
  'catch up': (stage, channel) =>
    stage.types('catchup', channel, /^\*Now:\*/mu, stage.begin('catchup', stage.person.id)),
  async 'somebody joins'(stage, channel) {
    const { random, play } = stage;
    const to = random.pick(others);
    if (channel.kind === 'public' && !channel.members.includes(to))
      play.workspace.person(to).join(channel.name);
  },
} satisfies Record<string, Deal>;
