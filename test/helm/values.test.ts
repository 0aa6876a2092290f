import { expectPlacement } from './expectations.ts';
import { testChart } from './helm.ts';

expectPlacement('chart of the tests', testChart);
