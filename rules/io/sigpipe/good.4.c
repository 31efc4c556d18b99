#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* Nobody sees what it sets up. */
void init_runtime(void);

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int c;

    init_runtime();
    if (listener < 0 || listen(listener, 5) < 0)
        return 1;
    c = accept(listener, NULL, NULL);
    if (c < 0)
        return 1;
    return send(c, "hello\n", 6, 0) < 0 ? 1 : 0;
}
