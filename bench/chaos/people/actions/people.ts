import type { ActionHandler } from '../session.ts';
import { pinned } from '../session.ts';

/** People besides those who play. */
export const others = ['alice', 'bob', 'carol', 'dave'] as const;

/** The roles that are passed around, as the record names them. */
const roles = ['Commander', 'Comms lead', 'Scribe'] as const;

/** What the record says about who holds a role now, or that nobody does. */
export const roleWord = (role: string, user: string | null): string => `${role} ${user ?? 'none'}`;

const handedOver = /command handed over|you're now|is now|there's no (?:Commander|Comms lead|Scribe) now/iu;

/** Who commands, who helps, and who comes late. */
export const peopleActions = {
  commander: (session, channel) => {
    const to = session.random.pick(others);
    const word = roleWord('Commander', session.play.workspace.person(to).id);
    return session.runCommand(`commander @${to}`, channel, handedOver, session.begin('role', word));
  },
  async 'take command'(session, channel) {
    const headline = pinned(channel);
    if (!headline) return;
    session.begin('role', roleWord('Commander', session.person.id))();
    await session.driver.click(headline, 'Take command');
  },
  role: (session, channel) => {
    const { random, play, person } = session;
    const role = random.pick(roles);
    const to = random.pick([...others, 'me', 'none']);
    const user = to === 'me' ? person.id : to === 'none' ? null : play.workspace.person(to).id;
    const named = user === null || to === 'me' ? to : `@${to}`;
    const begin = session.begin('role', roleWord(role, user));
    return session.runCommand(`role ${role.toLowerCase()} ${named}`, channel, handedOver, begin);
  },
  'roles by form': (session, { name }) => {
    const { random, play } = session;
    let to = '';
    const begin = () => {
      to = random.pick(others);
      return session.begin('role', roleWord('Scribe', play.workspace.person(to).id))();
    };
    return session.submitForm(
      begin,
      () => session.driver.ask('role', name),
      () => ({ Scribe: to }),
    );
  },
  'catch up': (session, channel) =>
    session.runCommand('catchup', channel, /^\*Now:\*/mu, session.begin('catchup', session.person.id)),
  async 'somebody joins'(session, channel) {
    const { random, play } = session;
    const to = random.pick(others);
    if (channel.kind === 'public' && !channel.members.includes(to))
      play.workspace.person(to).join(channel.name);
  },
} satisfies Record<string, ActionHandler>;
