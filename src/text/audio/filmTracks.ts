/** What the containers of films say of their sound; undefined where they say nothing. */
interface FilmTracks {
  hasSound: boolean | undefined;
  /** True for an MP4 in fragments, as browsers record it: services may read its beginning alone. */
  isFragmented: boolean;
}

/** A box of MP4: where its content begins, and where it ends. */
interface Box {
  start: number;
  end: number;
}

const mostBoxes = 10_000;

/** The first box of each name on the highest level. */
const boxesIn = (bytes: Buffer): Map<string, Box> => {
  const boxes = new Map<string, Box>();
  let at = 0;
  for (let count = 0; count < mostBoxes && at + 8 <= bytes.length; count += 1) {
    const name = bytes.toString("latin1", at + 4, at + 8);
    const stated = bytes.readUInt32BE(at);
    const size = stated === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : stated;
    const end = size === 0 ? bytes.length : Math.min(bytes.length, at + size);
    if (!boxes.has(name)) boxes.set(name, { start: at + 8, end });
    if (end <= at + 7) break;
    at = end;
  }
  return boxes;
};

const mp4Tracks = (bytes: Buffer): FilmTracks => {
  const boxes = boxesIn(bytes);
  const movie = boxes.get("moov");
  const content = movie && bytes.subarray(movie.start, movie.end);
  const isFilm = content?.includes("vide", 0, "latin1");
  return {
    hasSound: content && isFilm ? content.includes("soun", 0, "latin1") : undefined,
    isFragmented: boxes.has("moof"),
  };
};

const searchedBytes = 262_144;
/** The id of a track's codec in Matroska, its length and its beginning. */
const codecId = /\x86[\x81-\xbf]([AV])_[A-Z]/g;

const webmTracks = (bytes: Buffer): FilmTracks => {
  const kinds = [...bytes.toString("latin1", 0, searchedBytes).matchAll(codecId)].map(([, kind]) => kind);
  return { hasSound: kinds.length === 0 ? undefined : kinds.includes("A"), isFragmented: false };
};

/** What a recording's container says of its tracks. */
export const filmTracks = (extension: string, bytes: Buffer): FilmTracks => {
  if (extension === "mp4" || extension === "m4a") return mp4Tracks(bytes);
  return extension === "webm" ? webmTracks(bytes) : { hasSound: undefined, isFragmented: false };
};
