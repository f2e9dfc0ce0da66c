import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTLSServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A company's network, on loopback. */
export interface Network {
  /** `https:`, with a certificate of the private authority. */
  readonly url: string;
  /** The same server, by a name that only the proxy knows: who gets an answer came through it. */
  readonly behindProxy: string;
  readonly proxyURL: string;
  /** As `url`, but only for clients that show a certificate of the authority. */
  readonly forCertificates: string;
  close: () => Promise<void>;
}

/** Starts a network whose servers answer with `respond`. */
export async function startNetwork(respond: RequestListener): Promise<Network> {
  const sockets = new Set<Duplex>();
  const identity = { key: serverKey, cert: serverCertificate };
  const secure = createTLSServer(identity, respond);
  const guarded = createTLSServer({ ...identity, ca: authority, requestCert: true }, respond);
  const port = await listen(secure, sockets);
  const proxy = createServer().on('connect', (request, client: Socket) => tunnel(request.url, client, port));
  return {
    url: `https://localhost:${port}`,
    behindProxy: 'https://specline.invalid',
    proxyURL: `http://127.0.0.1:${await listen(proxy, sockets)}`,
    forCertificates: `https://localhost:${await listen(guarded, sockets)}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      for (const server of [secure, guarded, proxy]) await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server, sockets: Set<Duplex>): Promise<number> {
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** RFC 9110, 9.3.6. */
function tunnel(target: string | undefined, client: Socket, port: number): void {
  if (target !== 'specline.invalid:443') {
    client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    return;
  }
  const server = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    client.pipe(server).pipe(client);
  });
  server.on('error', () => client.destroy());
  client.on('error', () => server.destroy());
}

// A certificate authority that nothing trusts, and what it signed: for localhost and specline.invalid, and for a client.
export const authority = `-----BEGIN CERTIFICATE-----
MIIBnTCCAUOgAwIBAgIUOkV4rIZ36l79u5DYVGZHed4lU6gwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQU3BlY2xpbmUgdGVzdCBDQTAgFw0yNjExMjkxNjEyMTRaGA8y
MTI2MTEwNTE2MTIxNFowGzEZMBcGA1UEAwwQU3BlY2xpbmUgdGVzdCBDQTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABP61HMwF+HhHdWe0urMdLioHc0vRBHUoxq8k
0VSe8Fq4Soe3gl9UAnFEyIuhMZQuFnhqKtDRLQCp0DGcc70so12jYzBhMB0GA1Ud
DgQWBBRTGetBYRx+oFcNe3Y1To6/VOLbNzAfBgNVHSMEGDAWgBRTGetBYRx+oFcN
e3Y1To6/VOLbNzAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwICBDAKBggq
hkjOPQQDAgNIADBFAiAuhI7DAjl9DJh1jsvmHmdacOLaI/5PTEA5bZEaORT7ewIh
APqgQEEQ958k8RRZfJX19xo0uuc6zJL+RuOHgZESLMGm
-----END CERTIFICATE-----
`;
const serverCertificate = `-----BEGIN CERTIFICATE-----
MIIBuDCCAV2gAwIBAgIUQroKzBT/H3hCFe1GatjyRybRaY4wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQU3BlY2xpbmUgdGVzdCBDQTAgFw0yNjExMjkxNjEyNDhaGA8y
MTI2MTEwNTE2MTI0OFowETEPMA0GA1UEAwwGc2VydmVyMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEhnBZ792LRI96ZMDDZe6velAxBh8V3TELVx3eLLkhXq8ZigGu
aMhyVnkyLE+Sf9hbqyW3rGasvQSCShF+qLzrwKOBhjCBgzAsBgNVHREEJTAjggls
b2NhbGhvc3SCEHNwZWNsaW5lLmludmFsaWSHBH8AAAEwEwYDVR0lBAwwCgYIKwYB
BQUHAwEwHwYDVR0jBBgwFoAUUxnrQWEcfqBXDXt2NU6Ov1Ti2zcwHQYDVR0OBBYE
FCYmpsrNPGmWP7Rt+9b0hauWtLHdMAoGCCqGSM49BAMCA0kAMEYCIQDnW9UPmenP
soHPb2NsP9Z7eZLYAd+Ej/1iecasVkQcQQIhAMIH7qpmmDIM0++X9jddhuqXw2zb
Jin4QxtrK1kAajMp
-----END CERTIFICATE-----
`;
const serverKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWNtFud1L+RNrPDFf
VkiI83oX6M4Nc3yZfe8WhUp3rPahRANCAASGcFnv3YtEj3pkwMNl7q96UDEGHxXd
MQtXHd4suSFerxmKAa5oyHJWeTIsT5J/2FurJbesZqy9BIJKEX6ovOvA
-----END PRIVATE KEY-----
`;
export const clientCertificate = `-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIUQroKzBT/H3hCFe1GatjyRybRaY0wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQU3BlY2xpbmUgdGVzdCBDQTAgFw0yNjExMjkxNjEyMTRaGA8y
MTI2MTEwNTE2MTIxNFowETEPMA0GA1UEAwwGY2xpZW50MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEBRTErGAtnEJ1fVuxkit8BhmaJsfdLw8iq5bNxf/gIlN/+LAM
oB9mQLIhBKhGYf0AosvVeaLCCnDNbCMUL7PzBqNXMFUwEwYDVR0lBAwwCgYIKwYB
BQUHAwIwHwYDVR0jBBgwFoAUUxnrQWEcfqBXDXt2NU6Ov1Ti2zcwHQYDVR0OBBYE
FBmFU8ZYbqlCPgSUeSkI0wfAuyNdMAoGCCqGSM49BAMCA0gAMEUCIQCSlVBEHtRp
dcual2iDwa5zhq5JLUW14ivJGr1+UPMqHQIgQkpr64Ld/BjXpGXdeMeW1c+drtH6
QgLfV6SyMbOVzCc=
-----END CERTIFICATE-----
`;
export const clientKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgn51B9JSeRdAcz9qd
ImD/r8h6EE29iR5Zmiv8uHE4Sy2hRANCAAQFFMSsYC2cQnV9W7GSK3wGGZomx90v
DyKrls3F/+AiU3/4sAygH2ZAsiEEqEZh/QCiy9V5osIKcM1sIxQvs/MG
-----END PRIVATE KEY-----
`;
