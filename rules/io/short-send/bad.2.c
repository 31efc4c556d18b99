#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

struct header {
    int kind;
    int size;
};

int header_bad(const struct header *header)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    send(s, header, sizeof *header, MSG_NOSIGNAL); // want "Nothing looks at what send() returns"
    return s;
}

int text_bad(const char *text)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    write(s, text, strlen(text)); // want "Nothing looks at what write() returns"
    return s;
}

int literal_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    send(s, "HELO there\r\n", 12, MSG_NOSIGNAL); // want "Nothing looks at what send() returns"
    return s;
}

/* In a loop nobody knows what is to go on. */
void loop_bad(int listener, const char *data, size_t size)
{
    for (;;) {
        int c = accept(listener, NULL, NULL);

        if (c < 0)
            return;
        send(c, data, size, MSG_NOSIGNAL); // want "Nothing looks at what send() returns"
        printf("sent\n");
        close(c);
    }
}
