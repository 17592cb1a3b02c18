import { Component, type ReactNode } from 'react';
import { CardFailure } from './card-failure.tsx';

type Props = { children: ReactNode; onRestart: () => void };
type State = { message: string | null };

/** A stand-in that throws takes down the card, not the page around it. */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return <CardFailure message={message} onRestart={this.props.onRestart} />;
  }
}
