import type { MiddlewareHandler } from 'hono';
import { findSettings } from '../notices/preferences.ts';
import { isSignedBySlack } from '../notices/slack/slack-signature.ts';
import type { Ports } from '../ports.ts';
import { UnauthorizedError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';

/** Lets in what Slack signed with the secret of the portal in the address; the address alone proves nothing. */
export function slackSigned(ports: Ports): MiddlewareHandler<AppEnv, '/:portalId'> {
  return async (c, next) => {
    const portalId = c.req.param('portalId');
    const settings = await findSettings(ports.database, portalId);
    const sealed = settings?.slackSigningSecret;
    const isSigned =
      sealed &&
      isSignedBySlack({
        secret: await ports.secrets.open(sealed, { portalId, field: 'noticeSettings.slackSigningSecret' }),
        timestamp: c.req.header('x-slack-request-timestamp'),
        signature: c.req.header('x-slack-signature'),
        body: c.get('rawBody'),
        nowMs: ports.clock.now().getTime(),
      });
    if (!isSigned) throw new UnauthorizedError('This request does not carry a valid Slack signature.');
    await next();
  };
}
