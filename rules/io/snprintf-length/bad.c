#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
int ask(int c, const char *host)
{
    char request[128];
    int n = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", host);

    return send(c, request, n, 0) < 0 ? -1 : 0; // want "snprintf() returns how long it would have been, more than the 128 bytes"
}
// doc-end

#include <stdarg.h>

void reply_bad(int c, const char *format, ...)
{
    char line[512];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    if (length > 0)
        write(c, line, (size_t)length); // want "write() then reads 'length' bytes, on behind it"
}

void joined_bad(int c, const char *name, const char *value)
{
    char line[100];
    int n = snprintf(line, sizeof line, "%s: ", name);

    snprintf(line + n, sizeof line - n, "%s\r\n", value); // want "'line + n' then leads behind it"
    send(c, line, strlen(line), 0);
}

int answered(int c)
{
    char byte;

    return recv(c, &byte, 1, 0) > 0;
}
