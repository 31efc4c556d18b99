#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
int read_command(int c)
{
    char line[256];
    ssize_t n = recv(c, line, sizeof line, 0);

    if (n <= 0)
        return -1;
    line[n] = '\0'; // want "When recv() fills all 256 bytes of 'line', 'line[n]' is the byte behind its end"
    return strcmp(line, "quit\n") == 0;
}
// doc-end

#define SIZE 512

/* A constant, a pointer, a sum. */
void constant_bad(int c)
{
    char text[SIZE];
    int n = read(c, text, SIZE);

    if (n < 0)
        return;
    *(text + n) = 0; // want "Receive at most 511 bytes"
    puts(text);
}

struct client {
    int fd;
    char input[1024];
};

void member_bad(struct client *client)
{
    ssize_t got = recv(client->fd, client->input, sizeof(client->input), 0);

    if (got > 0)
        client->input[got] = 0; // want "'client->input[got]' is the byte behind its end"
}
