import { extname } from 'node:path';
import type { JsonObject } from '../json.ts';
import type { FileObject } from '../model.ts';
import type { Settings } from '../settings.ts';

const kinds: Readonly<Record<string, readonly [filetype: string, mimetype: string, pretty: string]>> = {
  '.md': ['markdown', 'text/markdown', 'Markdown'],
  '.log': ['text', 'text/plain', 'Plain Text'],
  '.js': ['javascript', 'text/javascript', 'JavaScript'],
  '.ts': ['typescript', 'text/typescript', 'TypeScript'],
  '.py': ['python', 'text/x-python', 'Python'],
  '.sh': ['shell', 'text/x-shellscript', 'Shell'],
  '.yml': ['yaml', 'text/yaml', 'YAML'],
  '.yaml': ['yaml', 'text/yaml', 'YAML'],
  '.xml': ['xml', 'text/xml', 'XML'],
  '.html': ['html', 'text/html', 'HTML'],
  '.jpg': ['jpg', 'image/jpeg', 'JPEG'],
  '.jpeg': ['jpg', 'image/jpeg', 'JPEG'],
  '.gif': ['gif', 'image/gif', 'GIF'],
  '.svg': ['svg', 'image/svg+xml', 'SVG'],
  '.zip': ['zip', 'application/zip', 'Zip'],
  '.gz': ['gzip', 'application/gzip', 'Gzip'],
  '.mp4': ['mp4', 'video/mp4', 'MPEG 4 Video'],
  '.mp3': ['mp3', 'audio/mpeg', 'MP3'],
  '.txt': ['text', 'text/plain', 'Plain Text'],
  '.json': ['json', 'application/json', 'JSON'],
  '.csv': ['csv', 'text/csv', 'CSV'],
  '.png': ['png', 'image/png', 'PNG'],
  '.pdf': ['pdf', 'application/pdf', 'PDF'],
};

/** What kind of file it is, by its name: Slack's filetype, the MIME type, and in words. */
export function fileKind(name: string): readonly [filetype: string, mimetype: string, pretty: string] {
  return kinds[extname(name).toLowerCase()] ?? ['binary', 'application/octet-stream', 'Binary'];
}

/** A file as `files.info` and messages show it; only the ID if deleted. `baseUrl` is where its content is served. */
export function wireFile(settings: Settings, baseUrl: string, file: FileObject): JsonObject {
  if (file.state === 'deleted') return { id: file.id, mode: 'tombstone' };
  const [filetype, mimetype, pretty] = fileKind(file.name);
  const address = `${baseUrl}/files-pri/${settings.teamId}-${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    ...(file.description !== '' && { alt_txt: file.description }),
    mimetype,
    filetype,
    pretty_type: pretty,
    user: file.user,
    user_team: settings.teamId,
    editable: false,
    size: file.content.length,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: address,
    permalink: `https://${settings.teamDomain}.slack.com/files/${file.user}/${file.id}/${file.name}`,
    has_rich_preview: false,
    file_access: 'visible',
    channels: file.shares.map((share) => share.channel),
  };
}
