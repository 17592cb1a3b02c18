/**
 * What accounts do with us, as shares of their upstream calls; an AI summary is counted beside them. The names are those
 * of the demo's use cases.
 */
export const MIXES = {
  nightly: { '/userinfo-by-username/': 0.47, '/user-posts/': 0.47, '/user-followers/': 0.06 },
  comments: { '/post-comments/': 0.92, '/user-posts/': 0.08, 'llm:comment-summary': 0.0215 },
  hydrate: { '/post-detail/': 0.795, '/userinfo-by-id/': 0.175, '/challenge-posts/': 0.03 },
  panel: { '/userinfo-by-id/': 0.44, '/user-posts/': 0.44, '/user-followers/': 0.12 },
  discovery: { '/userinfo-by-id/': 0.5, '/search-video/': 0.35, '/challenge-info-name/': 0.15 },
  media: { '/user-posts/': 0.7, '/userinfo-by-username/': 0.2, '/download-video/': 0.1 },
} as const satisfies Record<string, Record<string, number>>;

export type Mix = keyof typeof MIXES;
