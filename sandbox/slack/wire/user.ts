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
    team: user.teamId,
  };
  if (withEmail && user.email !== null) profile.email = user.email;
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, now),
    profile,
    is_admin: user.role === 'owner',
    is_owner: user.role === 'owner',
    is_primary_owner: user.role === 'owner',
    is_restricted: user.role === 'guest',
    is_ultra_restricted: false,
    is_bot: user.role === 'bot',
    is_app_user: false,
    updated: 1_700_000_000,
    ...(external ? { is_stranger: true } : {}),
  };
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
