/**
 * SVG to PNG, in a worker: the renderer takes 60 MB that a process does not give back. Its text is set in DejaVu Sans, which
 * comes with the installation; no font of the machine is looked at, so that the same SVG is the same bytes everywhere.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Result } from '../news.ts';

const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'];
/** Two pixels a unit: sharp on the screens that people have. */
const ZOOM = 2;

let loaded: Promise<(svg: string) => Uint8Array> | null = null;

/** `svg` is ours and well-formed; the names in it are escaped. */
export async function drawChart({ svg }: { svg: string }): Promise<Result<Uint8Array>> {
  loaded ??= load();
  const draw = await loaded;
  return { ok: true, value: draw(svg) };
}

async function load(): Promise<(svg: string) => Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fontBuffers = FONTS.map((name) => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}`)));
  return (svg) => {
    const drawing = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: ZOOM },
      font: { fontBuffers, defaultFontFamily: 'DejaVu Sans' },
    });
    try {
      return drawing.render().asPng();
    } finally {
      drawing.free();
    }
  };
}
