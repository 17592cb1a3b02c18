import { classes, type WithTestId } from '../test-id.ts';

type ProgressBarProps = WithTestId & {
  title?: string;
  'aria-label'?: string;
  showPercentage?: boolean;
  value?: number;
  maxValue?: number;
  valueMax?: number;
  valueDescription?: string;
  variant?: 'success' | 'danger' | 'warning';
};

export function ProgressBar(props: ProgressBarProps) {
  const { title, showPercentage, value = 0, valueDescription, variant = 'success', testId } = props;
  const most = props.maxValue ?? props.valueMax ?? 100;
  const percent = Math.min(100, Math.max(0, Math.floor((value / most) * 100)));
  return (
    <div className="progress" data-testid={testId}>
      <div className="progress-caption">
        {title !== undefined && <span>{title}</span>}
        {valueDescription !== undefined && <span>{valueDescription}</span>}
        {showPercentage && <span>{percent}%</span>}
      </div>
      <div
        role="progressbar"
        aria-label={props['aria-label'] ?? title ?? 'Progress'}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={value}
        aria-valuetext={valueDescription}
        className="progress-track"
      >
        <div className={`progress-fill progress-${variant}`} style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

type StepIndicatorProps = WithTestId & {
  stepNames: string[];
  direction?: 'horizontal' | 'vertical';
  currentStep?: number;
  onClick?: (step: number) => void;
};

export function StepIndicator({
  stepNames,
  direction = 'horizontal',
  currentStep = 0,
  onClick,
  testId,
}: StepIndicatorProps) {
  return (
    <ol className={classes('steps', `steps-${direction}`)} data-testid={testId}>
      {stepNames.map((name, step) => (
        <li
          key={name}
          className={classes('step', step < currentStep && 'step-done')}
          aria-current={step === currentStep ? 'step' : undefined}
        >
          {onClick ? (
            <button type="button" onClick={() => onClick(step)}>
              {name}
            </button>
          ) : (
            name
          )}
          {step < currentStep && <span className="visually-hidden"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
