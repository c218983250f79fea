import { z } from 'zod';

/**
 * One error as Intercom reported it. Either part can be missing; both are cut to a bounded length. `permissions` are
 * those that a rejection names as missing (`data.required_permissions`).
 */
export type ApiError = {
  code: string | null;
  message: string | null;
  permissions?: readonly string[];
};

const maxErrors = 20;
const text = (max: number) =>
  z
    .string()
    .transform((value) => value.trim().slice(0, max))
    .nullable()
    .catch(null);
const codeField = text(80);
const messageField = text(300);

const required = z.looseObject({ required_permissions: z.array(z.string().max(80)).max(maxErrors) });
const listed = z.looseObject({
  code: codeField,
  type: codeField,
  message: messageField,
  data: required.nullish().catch(null),
});
const listBody = z.looseObject({ errors: z.array(listed).min(1) });
const objectBody = z.looseObject({
  errors: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
const singleBody = z.looseObject({ type: z.literal('error'), code: codeField, message: messageField });
const keyBody = z.looseObject({ error_key: z.string(), message: messageField });
const oauthBody = z.looseObject({ error: z.string(), error_description: messageField });
const nestedBody = z.looseObject({ error: z.looseObject({ code: z.string(), message: messageField }) });

/**
 * The errors in a parsed body, in every shape Intercom is known to send: `error.list`; older lists with `type` instead
 * of `code`; `{type:"error",message}`; `{error_key}`; `{errors:{base}}`; OAuth's `{error}`. Empty if the body isn't an
 * error.
 */
export function readErrors(json: unknown): ApiError[] {
  const list = listBody.safeParse(json);
  if (list.success) {
    return list.data.errors.slice(0, maxErrors).map(({ code, type, message, data }) => ({
      code: lower(code ?? type),
      message,
      ...(data ? { permissions: data.required_permissions } : {}),
    }));
  }
  const object = objectBody.safeParse(json);
  if (object.success) {
    return Object.entries(object.data.errors)
      .slice(0, maxErrors)
      .map(([field, permissions]) => ({
        code: null,
        message: `${field}: ${[permissions].flat().join(', ')}`.slice(0, 300),
      }));
  }
  return readSingle(json);
}

function readSingle(json: unknown): ApiError[] {
  const single = singleBody.safeParse(json);
  if (single.success) return [{ code: lower(single.data.code), message: single.data.message }];
  const key = keyBody.safeParse(json);
  if (key.success) return [{ code: lower(key.data.error_key.slice(0, 80)), message: key.data.message }];
  const oauth = oauthBody.safeParse(json);
  if (oauth.success) {
    return [{ code: lower(oauth.data.error.slice(0, 80)), message: oauth.data.error_description }];
  }
  const nested = nestedBody.safeParse(json);
  return nested.success
    ? [{ code: lower(nested.data.error.code.slice(0, 80)), message: nested.data.error.message }]
    : [];
}

/**
 * What can still be read from a body that is cut off or otherwise not JSON: its codes, each with the message beside it.
 */
export function salvageErrors(body: string): ApiError[] {
  const codes = [...body.slice(0, 50_000).matchAll(/"(?:code|error_key)"\s{0,5}:\s{0,5}"([\w.-]{2,80})"/gi)];
  const messages = [...body.slice(0, 50_000).matchAll(/"message"\s{0,5}:\s{0,5}"([^"\\]{0,300})/gi)];
  return codes
    .slice(0, maxErrors)
    .map((match, index) => ({ code: lower(match[1] ?? null), message: messages[index]?.[1] ?? null }));
}

function lower(code: string | null): string | null {
  return code === null || code === '' ? null : code.toLowerCase();
}
