import { Router, type RouterContext } from '@koa/router';
import { assetCodings, assetsHash, findAsset } from '../../views/assets.ts';

/** The files that the pages load, `/assets/<hash>/<name>`; a name may have a folder before it. */
export function assetRoutes(): Router {
  const router = new Router();
  router.get('/assets/:hash/{*name}', sendAsset);
  router.get('/favicon.ico', (ctx) => ctx.redirect(`/assets/${assetsHash}/favicon.svg`));
  return router;
}

function sendAsset(ctx: RouterContext): void {
  const asset = findAsset(ctx.params['name'] ?? '');
  if (!asset) return;
  ctx.set('X-Content-Type-Options', 'nosniff');
  // A page from before an update asks by the old hash: it gets the new file, but may not keep it.
  const current = ctx.params.hash === assetsHash;
  ctx.set('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.set('Content-Type', asset.type);
  ctx.body = asset.body;
  if (!asset.encoded) return;
  ctx.vary('Accept-Encoding');
  // Each asked for by itself: among equals the browser's order would win, and that is gzip first.
  const coding = assetCodings.find((known) => ctx.acceptsEncodings(known) === known);
  if (!coding) return;
  ctx.set('Content-Encoding', coding);
  ctx.body = asset.encoded[coding];
}
