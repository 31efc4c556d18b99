#include <winsock2.h>

int start(void);
SOCKET open_stream(void);

int main(void)
{
    if (start() != 0)
        return 1;
    closesocket(open_stream());
    return 0;
}
