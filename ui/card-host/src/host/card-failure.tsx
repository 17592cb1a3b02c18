const unknownComponent = /^(?:Unsupported|Unknown) component: (.+)$/;

/** The card is down: what happened in plain words, and a way back. */
export function CardFailure({ message, onRestart }: { message: string; onRestart: () => void }) {
  const refused = unknownComponent.exec(message)?.[1];
  return (
    <section className="outage" role="alert" data-testid="card-failure">
      <h2>
        {refused === undefined ? 'The card stopped.' : `The card drew <${refused}>, which HubSpot refuses.`}
      </h2>
      <p>
        {refused === undefined ? message : 'A card may only use the components of @hubspot/ui-extensions.'}
      </p>
      <button type="button" className="button button-primary button-md" onClick={onRestart}>
        Start it again
      </button>
    </section>
  );
}
