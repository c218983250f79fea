import { crc32, deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';

/** How many colors a small picture has. */
const most = 40;

type Color = readonly [red: number, green: number, blue: number];

/**
 * The same picture as a small PNG: in its most frequent colors, with every other color replaced by the nearest of
 * these. For pictures of text and plain areas, without transparency. Rejects for anything that isn't a picture.
 */
export async function smallPng(png: Buffer): Promise<Buffer> {
  const image = await loadImage(png);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colors = Uint32Array.from({ length: width * height }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * 4, i * 4 + 3);
    return (red << 16) | (green << 8) | blue;
  });
  const palette = mostFrequent(colors);
  return encode(width, height, palette, indexed(colors, palette));
}

function mostFrequent(colors: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  return [...counts]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, most)
    .map(([color]) => color);
}

function indexed(colors: Uint32Array, palette: readonly number[]): Uint8Array {
  const known = new Map(palette.map((color, index) => [color, index]));
  const indexOf = (color: number): number => {
    const index = known.get(color) ?? nearest(color, palette);
    known.set(color, index);
    return index;
  };
  return Uint8Array.from(colors, indexOf);
}

function nearest(color: number, palette: readonly number[]): number {
  const far = palette.map((other) => distance(parts(color), parts(other)));
  return far.indexOf(Math.min(...far));
}

const parts = (color: number): Color => [color >> 16, (color >> 8) & 255, color & 255];

const distance = (one: Color, other: Color): number =>
  (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2;

/** A PNG with a palette, 8 bits per pixel, laid out as specified: each line starts with its filter, none. */
function encode(width: number, height: number, palette: readonly number[], pixels: Uint8Array): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}
