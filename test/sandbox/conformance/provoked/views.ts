import { type Bench, type Provoked, triggerOf } from '../bench.ts';

type Provocations = Readonly<Record<string, Provoked>>;

const block = { type: 'section', text: { type: 'plain_text', text: 'x' } };
const modal = { type: 'modal', title: { type: 'plain_text', text: 'Title' }, blocks: [block] };
const home = { type: 'home', blocks: [block] };

/** Blocks that each keep to their limit and are over 250 kB together. */
const tooLarge = Array.from({ length: 100 }, () => ({
  type: 'section',
  text: { type: 'plain_text', text: 'x'.repeat(2_600) },
}));

/** How the errors of `views.open` are brought about. */
export const openView: Provocations = {
  async duplicate_external_id(bench) {
    const view = { ...modal, external_id: 'one' };
    await bench.ask({ view, trigger_id: await triggerOf(bench, bench.alice) });
    await bench.ask({ view, trigger_id: await triggerOf(bench, bench.bob) });
  },
  async exchanged_trigger_id(bench) {
    const trigger_id = await triggerOf(bench, bench.alice);
    await bench.ask({ view: modal, trigger_id });
    await bench.ask({ view: modal, trigger_id });
  },
  async expired_trigger_id(bench) {
    const trigger_id = await triggerOf(bench, bench.alice);
    bench.workspace.clock.advance(3_001);
    await bench.ask({ view: modal, trigger_id });
  },
  invalid_trigger_id: ({ ask }) => ask({ view: modal, trigger_id: '1.2.3' }),
  view_too_large: async (bench) =>
    bench.ask({ view: { ...modal, blocks: tooLarge }, trigger_id: await triggerOf(bench, bench.alice) }),
};

/** How the errors of `views.publish` are brought about. */
export const publishView: Provocations = {
  async duplicate_external_id({ ask, alice, bob }) {
    const view = { ...home, external_id: 'one' };
    await ask({ view, user_id: alice.id });
    await ask({ view, user_id: bob.id });
  },
  async hash_conflict({ ask, alice }) {
    await ask({ view: home, user_id: alice.id });
    await ask({ view: home, user_id: alice.id, hash: 'of-another-version' });
  },
  not_enabled: {
    options: { homeTab: false },
    by: ({ ask, alice }) => ask({ view: home, user_id: alice.id }),
  },
  view_too_large: ({ ask, alice }) => ask({ view: { ...home, blocks: tooLarge }, user_id: alice.id }),
};

/** A modal that stands open before alice, or another person, by its id. */
async function openedView(bench: Bench, more: object = {}, who = bench.alice): Promise<string> {
  const trigger_id = await triggerOf(bench, who);
  const { view } = await bench.client.views.open({ trigger_id, view: { ...modalView, ...more } });
  return view?.id ?? '';
}

const modalView = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Title' },
  blocks: [{ type: 'section' as const, text: { type: 'plain_text' as const, text: 'x' } }],
};

/** How the errors of `views.update` are brought about. */
export const updateView: Provocations = {
  async duplicate_external_id(bench) {
    await openedView(bench, { external_id: 'one' }, bench.bob);
    await bench.ask({ view_id: await openedView(bench), view: { ...modal, external_id: 'one' } });
  },
  async hash_conflict(bench) {
    await bench.ask({ view_id: await openedView(bench), view: modal, hash: 'of-another-version' });
  },
  not_found: ({ ask }) => ask({ view_id: 'V0NOBODY', view: modal }),
  async view_too_large(bench) {
    await bench.ask({ view_id: await openedView(bench), view: { ...modal, blocks: tooLarge } });
  },
};

/** How the errors of `views.push` are brought about. */
export const pushView: Provocations = {
  async duplicate_external_id(bench) {
    await openedView(bench, { external_id: 'one' }, bench.bob);
    await openedView(bench);
    const trigger_id = await triggerOf(bench, bench.alice);
    await bench.ask({ view: { ...modal, external_id: 'one' }, trigger_id });
  },
  async exchanged_trigger_id(bench) {
    const trigger_id = await triggerOf(bench, bench.alice);
    await bench.client.views.open({ trigger_id, view: modalView });
    await bench.ask({ view: modal, trigger_id });
  },
  async expired_trigger_id(bench) {
    await openedView(bench);
    const trigger_id = await triggerOf(bench, bench.alice);
    bench.workspace.clock.advance(3_001);
    await bench.ask({ view: modal, trigger_id });
  },
  invalid_trigger_id: ({ ask }) => ask({ view: modal, trigger_id: '1.2.3' }),
  not_found: async (bench) => bench.ask({ view: modal, trigger_id: await triggerOf(bench, bench.alice) }),
  async push_limit_reached(bench) {
    await openedView(bench);
    for (let pushed = 0; pushed < 3; pushed += 1)
      await bench.ask({ view: modal, trigger_id: await triggerOf(bench, bench.alice) });
  },
  async view_too_large(bench) {
    await openedView(bench);
    const trigger_id = await triggerOf(bench, bench.alice);
    await bench.ask({ view: { ...modal, blocks: tooLarge }, trigger_id });
  },
};
