import { type Away, AwayInput, type PlannedAbsence } from '@dealfloor/price-book';
import { answer, refuse } from './answers.ts';
import { JOEL, MARA, PEOPLE, personOf } from './people.ts';
import { viewerOf, type Who } from './views.ts';

/** Absences in memory; one of Joel's sends to Mara, so that she cannot send to him. */
export function createAway() {
  const absences = new Map<string, PlannedAbsence[]>();
  const ownOf = (who: Who) => absences.get(who.userId) ?? [];
  const today = new Date().toISOString().slice(0, 10);

  function awayOf(who: Who): Away {
    const others = PEOPLE.filter(({ userId, roles }) => userId !== who.userId && roles.includes('finance'));
    return {
      viewer: viewerOf(who),
      today,
      absences: ownOf(who),
      standsInFor: [],
      delegates: others.map((person) => ({
        ...personOf(person),
        away: person === JOEL ? [{ startsOn: today, endsOn: today, to: personOf(MARA) }] : [],
      })),
    };
  }

  function leave(input: AwayInput, who: Who): Response {
    if (input.delegateId === JOEL.userId) {
      return refuse(409, 'delegation-loop', 'Joel is away the same days and sends to you.');
    }
    const delegate = PEOPLE.find(({ userId }) => userId === input.delegateId);
    if (!delegate) return refuse(422, 'invalid', 'Choose somebody of finance, or the CFO.');
    const { startsOn, endsOn, mayDecideLoss } = input;
    const decides = personOf(delegate);
    const absence = { id: 'a-1', startsOn, endsOn, isNow: true, mayDecideLoss, chain: [decides], decides };
    absences.set(who.userId, [absence]);
    return answer(awayOf(who), 201);
  }

  async function reply(path: string, request: Request, who: Who): Promise<Response> {
    if (path === '/me/away' && request.method === 'GET') return answer(awayOf(who));
    if (path === '/me/away') return leave(AwayInput.parse(await request.json()), who);
    absences.set(who.userId, []);
    return answer(awayOf(who));
  }

  return { reply };
}
