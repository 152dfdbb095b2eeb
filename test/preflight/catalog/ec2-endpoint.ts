import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local endpoint that answers DescribeInstanceTypes in the wire format of EC2, one page for each list of items. */
export async function ec2Endpoint(pages: readonly string[], status = 200): Promise<{ endpoint: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const page = Number(new URLSearchParams(body).get('NextToken') ?? 0);
      response.writeHead(status, { 'Content-Type': 'text/xml' });
      response.end(status === 200 ? pageXml(pages, page) : pages[0]);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}

function pageXml(pages: readonly string[], page: number): string {
  const next = page + 1 < pages.length ? `<nextToken>${page + 1}</nextToken>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
  <requestId>1</requestId><instanceTypeSet>${pages[page]}</instanceTypeSet>${next}
</DescribeInstanceTypesResponse>`;
}

/** One type as EC2 describes it. */
export function instanceTypeXml(name: string, { vcpu = 2, memory = 8192, enis = [3], architecture = 'x86_64', more = '' } = {}): string {
  const cards = enis.map((count, index) => `<item><networkCardIndex>${index}</networkCardIndex><maximumNetworkInterfaces>${count}</maximumNetworkInterfaces></item>`);
  return `<item>
    <instanceType>${name}</instanceType><bareMetal>false</bareMetal><hypervisor>nitro</hypervisor><burstablePerformanceSupported>false</burstablePerformanceSupported>
    <processorInfo><supportedArchitectures><item>${architecture}</item></supportedArchitectures></processorInfo>
    <vCpuInfo><defaultVCpus>${vcpu}</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>${memory}</sizeInMiB></memoryInfo>
    <networkInfo><maximumNetworkInterfaces>${enis[0]}</maximumNetworkInterfaces><networkCards>${cards.join('')}</networkCards></networkInfo>${more}
  </item>`;
}
