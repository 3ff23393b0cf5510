/** One bar: a day, an hour. */
export interface Bar {
  readonly label: string;
  /** One for each series, in their order. */
  readonly values: readonly number[];
}

export interface Series {
  readonly label: string;
  /** Which colour of the style it has. */
  readonly tone: 'good' | 'bad' | 'plain';
}

interface BarPlotProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  /** What is counted. */
  readonly unit: string;
}

/** In units of the plot; it is stretched to the place it has, its text is not. */
const height = 100;
const step = 10;
/** Where lines are, as parts of the height. */
const marks = [0, 0.5, 1] as const;

/** A round number at or above, for the top of the scale: half of it is a whole number, too. */
export function scaleTop(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 6, 8, 10].map((factor) => factor * power).find((top) => top >= most) as number;
}

const total = ({ values }: Bar): number => values.reduce((sum, value) => sum + value, 0);

/** Stacked bars as inline SVG. Those who cannot see it read the same numbers as a table. */
export const BarPlot = ({ title, series, bars, unit }: BarPlotProps) => {
  const top = scaleTop(Math.max(0, ...bars.map(total)));
  const sums = series.map(({ label }, i) => `${bars.reduce((sum, { values }) => sum + (values[i] ?? 0), 0)} ${label}`);
  return (
    <figure class="plot">
      <figcaption>
        <span>{title}</span>
        <span class="plot-key">
          {series.map(({ label, tone }) => (
            <span key={label} class={`plot-${tone}`}>
              {label}
            </span>
          ))}
        </span>
      </figcaption>
      <div class="plot-body">
        <div class="plot-scale" aria-hidden="true">
          {marks.map((part) => (
            <span key={part}>{(top * part).toLocaleString('en')}</span>
          ))}
        </div>
        <svg viewBox={`0 0 ${bars.length * step} ${height}`} role="img" aria-label={`${title}: ${sums.join(', ')}`} preserveAspectRatio="none">
          {marks.map((part) => (
            <line key={part} class="plot-line" x1="0" x2={bars.length * step} y1={height * (1 - part)} y2={height * (1 - part)} />
          ))}
          {bars.map((bar, i) => (
            <Stack key={bar.label} bar={bar} series={series} x={(i + 0.125) * step} width={step * 0.75} top={top} unit={unit} />
          ))}
        </svg>
        <div class="plot-ends" aria-hidden="true">
          <span>{bars[0]?.label}</span>
          <span>{bars.at(-1)?.label}</span>
        </div>
      </div>
      <PlotTable title={title} series={series} bars={bars} />
    </figure>
  );
};

const Stack = ({ bar, series, x, width, top, unit }: { bar: Bar; series: readonly Series[]; x: number; width: number; top: number; unit: string }) => {
  let below = 0;
  const told = series.map(({ label }, i) => `${bar.values[i] ?? 0} ${label}`).join(', ');
  return (
    <g>
      <title>{`${bar.label}: ${told} ${unit}`}</title>
      <rect class="plot-ground" x={x} y={0} width={width} height={height} />
      {series.map(({ label, tone }, i) => {
        const size = ((bar.values[i] ?? 0) / top) * height;
        below += size;
        return <rect key={label} class={`plot-bar-${tone}`} x={x} y={height - below} width={width} height={size} />;
      })}
    </g>
  );
};

const PlotTable = ({ title, series, bars }: Omit<BarPlotProps, 'unit'>) => (
  <details class="plot-table">
    <summary>The numbers</summary>
    <table>
      <caption class="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {series.map(({ label }) => (
            <th key={label} scope="col" class="end">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.filter((bar) => total(bar) > 0).map((bar) => (
          <tr key={bar.label}>
            <td>{bar.label}</td>
            {bar.values.map((value, i) => (
              <td key={i} class="end">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);
