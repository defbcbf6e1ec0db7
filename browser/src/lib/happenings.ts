// The events of a view as columns: 200,000 of them are a few typed arrays, gone through at every move of the map.

/** What /desk/map.json gives. A day counts from 1970-01-01, null where none is known; `precision` and `type` are places in their lists. */
export interface Columns {
  readonly ids: readonly string[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
  readonly precision: readonly number[];
  readonly type: readonly number[];
  readonly day: readonly (number | null)[];
  readonly killed: readonly number[];
  readonly precisions: readonly { readonly name: string; readonly km: number }[];
  readonly types: readonly { readonly name: string; readonly quad: number }[];
  readonly undated: number;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface Period {
  readonly first: number | null;
  readonly last: number | null;
}

export const UNDATED = -0x80000000;

export class Happenings {
  readonly size: number;
  readonly ids: readonly string[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly day: Int32Array;
  readonly km: Float32Array;
  readonly precision: Uint8Array;
  readonly quad: Uint8Array;
  readonly names: readonly string[];
  readonly rowOf: Map<string, number>;

  constructor(columns: Columns) {
    this.size = columns.ids.length;
    this.ids = columns.ids;
    this.lat = Float64Array.from(columns.lat);
    this.lon = Float64Array.from(columns.lon);
    this.x = this.lon.map(mercatorX);
    this.y = this.lat.map(mercatorY);
    this.day = Int32Array.from(columns.day, (day) => day ?? UNDATED);
    this.precision = Uint8Array.from(columns.precision);
    this.km = Float32Array.from(columns.precision, (at) => columns.precisions[at]?.km ?? 5);
    this.quad = Uint8Array.from(columns.type, (at) => columns.types[at]?.quad ?? 1);
    this.names = columns.precisions.map((precision) => precision.name);
    this.rowOf = new Map(columns.ids.map((id, row) => [id, row]));
  }

  inPeriod(row: number, period: Period): boolean {
    if (period.first === null && period.last === null) return true;
    const day = this.day[row] ?? UNDATED;
    return day !== UNDATED && (period.first === null || day >= period.first) && (period.last === null || day <= period.last);
  }

  inBox(row: number, box: Box): boolean {
    const lat = this.lat[row] ?? 0;
    const lon = this.lon[row] ?? 0;
    const within = box.west <= box.east ? lon >= box.west && lon <= box.east : lon >= box.west || lon <= box.east;
    return lat >= box.south && lat <= box.north && within;
  }
}

/** Web Mercator, 0 to 1 from west to east. */
export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

/** Web Mercator, 0 to 1 from north to south. */
export function mercatorY(lat: number): number {
  const bound = Math.max(-85.0511, Math.min(85.0511, lat));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (bound * Math.PI) / 360)) / (2 * Math.PI);
}

export function dayOf(iso: string): number | null {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / 86_400_000);
}

export function isoOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
