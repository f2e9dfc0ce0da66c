export declare function form(body: unknown, encoding?: object): string | undefined;
export declare function multipart(body: unknown, encoding?: object): RequestInit['body'] | undefined;
