import { Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Cpu, QueueWorker, ServiceDashboard, WebListener, WebService } from '../../src';
import { clusterStack, image } from '../support/stack';

const TASK = { image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) };

/** The titles of the graphs of each row. */
function rowsOf(stack: Stack): readonly (readonly string[])[] {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard')) as {
    Properties: { DashboardBody: unknown };
  }[];
  const body = (Properties.DashboardBody as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : 'x'))
    .join('');
  const { widgets } = JSON.parse(body) as { widgets: { y: number; properties: { title: string } }[] };
  const rows = [...new Set(widgets.map(({ y }) => y))].sort((a, b) => a - b);
  return rows.map((row) => widgets.filter(({ y }) => y === row).map(({ properties }) => properties.title));
}

test('shows a row of graphs for each service', () => {
  const { stack, cluster } = clusterStack();
  const api = new WebService(stack, 'Api', { ...TASK, cluster, listener: WebListener.http() });
  const resize = new QueueWorker(stack, 'Resize', { ...TASK, cluster, maxCapacity: 5 });
  new ServiceDashboard(stack, 'Dashboard', { services: [api, resize] });
  expect(rowsOf(stack)).toEqual([
    ['Api: use of the size, %', 'Api: tasks', 'Api: requests', 'Api: response time, s'],
    ['Resize: use of the size, %', 'Resize: tasks', 'Resize: messages'],
  ]);
});

test('fails on a dashboard of nothing', () => {
  expect(() => new ServiceDashboard(new Stack(), 'Dashboard', { services: [] })).toThrow('`services` must hold at least one, got none');
});
