import { expect, test } from 'vitest';
import { send } from '../../demo/browser/actions.ts';
import { button, channel, diagnosis, modal, saying } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

const sizes = [
  { name: 'on a phone', width: 420, height: 800 },
  { name: 'in a window', width: 1280, height: 800 },
] as const;

inBrowser('A diagnosis', (sandbox) => {
  for (const { name, width, height } of sizes)
    test.each(['light', 'dark'] as const)(`is visible at once ${name}, in %s`, async (colorScheme) => {
      const { intercom, open } = sandbox();
      await intercom.set({ api: 'token_revoked' });
      const page = await open('alice', { viewport: { width, height }, colorScheme });
      const title = `Seen ${width} ${colorScheme}`;
      await send(page, `/intercom-incident open P3 ${title}`);
      await button(modal(page, 'Declare an incident'), 'Declare').click();
      await saying(page, 'declared. Its channel').last().waitFor();
      if (width < 1000) await button(page, 'Channels').click();
      await channel(page, `inc-\\d+-${title.toLowerCase().replaceAll(' ', '-')}`).click();
      const shown = diagnosis(page);
      await shown.getByRole('button', { name: /^Set severity P/ }).waitFor();
      const box = await shown.boundingBox();
      expect(box?.height).toBeLessThan(width < 1000 ? 560 : 360);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    });
});
