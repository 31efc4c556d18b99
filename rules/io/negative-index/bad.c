#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
void answer(int c)
{
    char request[512];
    ssize_t n = recv(c, request, sizeof request - 1, 0);

    request[n] = '\0'; // want "'n' is -1 when recv() failed, which nothing has tested before 'request[n]'"
    puts(request);
}
// doc-end

/* Nothing leaves the function. */
void told_bad(int c)
{
    char text[100];
    ssize_t n = read(c, text, sizeof text - 1);

    if (n == -1)
        perror("read");
    text[n] = 0; // want "'n' is -1 when read() failed"
    puts(text);
}

void echo_bad(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    send(c, text, n, 0); // want "before send() takes it for a length"
}

void copied_bad(int c, char *to)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n == 0)
        return;
    memcpy(to, text, n); // want "before memcpy() takes it for a length"
}

void pointer_bad(int c)
{
    char text[100];
    char *end;
    ssize_t n = recv(c, text, sizeof text, 0);

    end = text + n; // want "before 'text + n': the pointer leads in front of the data"
    while (end > text && end[-1] == '\n')
        end--;
}
