export declare function form(body: unknown): RequestInit['body'] | undefined;
export declare function multipart(body: unknown): RequestInit['body'] | undefined;
