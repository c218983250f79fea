import type { JsonObject } from '../json.ts';
import type { User } from '../model.ts';

/** A user as `users.info` and `users.list` show it; the email needs the scope `users:read.email`. */
export function wireUser(user: User, now: number, withEmail: boolean): JsonObject {
  const external = user.role === 'stranger';
  const profile: JsonObject = {
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    title: '',
    phone: '',
    skype: '',
    first_name: user.realName.split(' ')[0] ?? '',
    last_name: user.realName.split(' ').slice(1).join(' '),
    status_text: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: avatarHash,
    ...images,
    team: user.teamId,
  };
  if (withEmail && user.email !== null) profile.email = user.email;
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    color: '4bbe2e',
    real_name: user.realName,
    tz: user.tz,
    tz_label: zoneName(user.tz, now),
    tz_offset: offsetSeconds(user.tz, now),
    profile,
    is_admin: user.role === 'owner',
    is_owner: user.role === 'owner',
    is_primary_owner: user.role === 'owner',
    is_restricted: user.role === 'guest',
    is_ultra_restricted: false,
    is_bot: user.role === 'bot',
    is_app_user: false,
    is_email_confirmed: user.email !== null,
    who_can_share_contact_card: 'EVERYONE',
    updated: 1_700_000_000,
    ...(external ? { is_stranger: true } : {}),
  };
}

const avatarHash = 'ge3b51ca72de';
const images = Object.fromEntries(
  [24, 32, 48, 72, 192, 512].map((size) => [
    `image_${size}`,
    `https://secure.gravatar.com/avatar/sandbox?s=${size}`,
  ]),
);

/** A zone as people call it (`British Summer Time`), at `now` (ms UTC). */
function zoneName(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'long' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A zone's offset from UTC in seconds, at `now` (ms UTC). */
function offsetSeconds(tz: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(
    now,
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):(\d\d)/u.exec(name);
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
