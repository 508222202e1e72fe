/** Names of time zones as feeds and pages print them, in minutes east of UTC. RFC 822 names the American ones; the others stand in real feeds. */
export const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  brt: -180,
  bst: 60,
  cet: 60,
  met: 60,
  west: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  trt: 180,
  gst: 240,
  pkt: 300,
  ist: 330,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  myt: 480,
  pht: 480,
  awst: 480,
  kst: 540,
  jst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

/** Names that mean one zone whoever prints them; "CST" is also China's, "IST" also Ireland's and Israel's. */
const SHARED = new Set(['cst', 'ist', 'gst', 'met', 'pht', 'brt', 'ict']);

/** Minutes east of UTC by a name on a page, where no feed's standard decides; null for unknown and ambiguous ones. */
export function zoneOf(name: string): number | null {
  const key = name.toLowerCase();
  return SHARED.has(key) ? null : (ZONES[key] ?? null);
}
