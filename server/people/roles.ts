import type { Role } from '@dealfloor/price-book';
import { ForbiddenError } from '../service-error.ts';
import type { Actor } from './actor.ts';

const SELLERS: readonly Role[] = ['ae', 'manager', 'finance', 'cfo', 'admin'];
const DECIDERS: readonly Role[] = ['finance', 'cfo'];
const OVERSEERS: readonly Role[] = ['manager', 'finance', 'cfo', 'admin'];

function hasOneOf(actor: Pick<Actor, 'roles'>, roles: readonly Role[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}

/** Sellers and those above them may size a deal and ask for a sign-off. */
export function canSell(actor: Pick<Actor, 'roles'>): boolean {
  return hasOneOf(actor, SELLERS);
}

/** Finance and the CFO may decide. */
export function canDecideAtAll(actor: Pick<Actor, 'roles'>): boolean {
  return hasOneOf(actor, DECIDERS);
}

/** Managers, finance, the CFO and admins see every account; everybody else their own. */
export function hasWholeBook(actor: Pick<Actor, 'roles'>): boolean {
  return hasOneOf(actor, OVERSEERS);
}

/** Any role of ours opens a deal for reading. */
export function requireReader(actor: Actor): void {
  if (actor.roles.length === 0) {
    throw new ForbiddenError(
      'You can see this deal but not its margin. Ask RevOps for the Dealfloor AE role.',
    );
  }
}

export function requireSeller(actor: Actor): void {
  requireReader(actor);
  if (!canSell(actor)) throw new ForbiddenError('Your role reads deals; it does not change them.');
}

/** What a portal is set up with is the admin's. */
export function requireAdmin(actor: Actor): void {
  requireReader(actor);
  if (!actor.roles.includes('admin'))
    throw new ForbiddenError('Only an admin of Dealfloor sees and changes this.');
}

export function requireDecider(actor: Actor): void {
  requireReader(actor);
  if (!canDecideAtAll(actor)) throw new ForbiddenError('Only finance and the CFO see and decide requests.');
}

/** Finance, the CFO and admins see what the outside refused, and have it told again. */
export function requireFinanceOrAdmin(actor: Actor): void {
  requireReader(actor);
  if (!hasOneOf(actor, [...DECIDERS, 'admin'])) {
    throw new ForbiddenError('Only finance, the CFO and admins see what was refused outside.');
  }
}
